/** Whether the details pane stands beside the chat, where there is room for both: "0" when it was closed. */
export const detailsCookie = "details";
