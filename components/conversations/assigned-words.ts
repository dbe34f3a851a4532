/** What each choice is called, among the texts of the filters. */
export const assignedWords = { me: "me", anyone: "somebody", nobody: "nobody" } as const;
