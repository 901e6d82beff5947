/** What a person wants to happen to the oldest turns once a conversation has outgrown the context. */
export const overflowChoices = ['leave-out', 'summarise', 'ask'] as const;
export type Overflow = (typeof overflowChoices)[number];
