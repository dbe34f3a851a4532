export * from "./conversations";
export * from "./customers";
export * from "./deliveries";
export * from "./inboxes";
export * from "./messages";
export * from "./notes";
export * from "./users";
export * from "./webhooks";
