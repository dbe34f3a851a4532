type Choice = { value: string; label: string };
/** What there is to choose from. */
export type Choices = { users: Choice[]; inboxes: Choice[]; templates: Choice[]; chatbots: Choice[]; tags: Choice[]; forms: Choice[] };
