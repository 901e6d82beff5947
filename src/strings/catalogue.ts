import type { GetICUArgs } from '@schummar/icu-type-parser';
import type { ReactNode } from 'react';
import { language, type Language, shownLanguage } from './language.ts';
import { written, type MessageValues } from './message.ts';

/** The strings of a view by key, in ICU MessageFormat. */
type Messages = Readonly<Record<string, string>>;

/** The same strings in another language: all of them. */
export type Translation<English extends Messages> = { readonly [Key in keyof English]: string };

type Arguments<Message extends string> = GetICUArgs<
  Message,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: never }
>;

/** Names of the tags in a message: `link` of `Load <link>another</link>`. */
type Tag<Message extends string> = Message extends `${string}</${infer Name}>${infer Rest}` ? Name | Tag<Rest> : never;

/** Draws what a tag is around. What it returns needs a `key`. */
type Draw = (children: ReactNode[]) => ReactNode;

type Values<Message extends string> = Arguments<Message> & Record<Tag<Message>, Draw>;

type Parameters<Message extends string> = keyof Values<Message> extends never ? [] : [values: Values<Message>];

type Formatted<Message extends string> = [Tag<Message>] extends [never] ? string : ReactNode;

/** Writes a string of a view in the language that the page is drawn in. A string with tags becomes React nodes. */
export type Translate<English extends Messages> = <Key extends keyof English & string>(
  key: Key,
  ...values: Parameters<English[Key]>
) => Formatted<English[Key]>;

type Loads<English extends Messages> = Record<Exclude<Language, 'en'>, () => Promise<Translation<English>>>;

const load = new Set<(wanted: Language) => Promise<void>>();

/**
 * The strings of a view. The English ones come with whoever uses them, the others are fetched when they are needed.
 *
 * @param english as compiled by tools/strings
 * @param loads the same in the other languages
 */
export function catalogue<const English extends Messages>(english: English, loads: Loads<English>): Translate<English> {
  const held: Partial<Record<Language, Translation<English>>> = { en: english };
  load.add(async (wanted) => {
    if (wanted !== 'en') held[wanted] ??= await loads[wanted]();
  });
  return (key, ...[values]) => {
    const known = held[language()];
    const text = written<ReactNode>(
      (known ?? english)[key],
      known ? language() : 'en',
      values as MessageValues<ReactNode>,
    );
    return text as Formatted<English[typeof key]>;
  };
}

/** Fetches the strings of all views that are on the page. Rejects where they cannot be fetched: those stay English. */
export async function loadStrings(wanted: Language = language()): Promise<void> {
  await Promise.all([...load].map((each) => each(wanted)));
}

/** Fetches a part of the page and its strings. Where those cannot be fetched, the part is shown in English. */
export async function withStrings<Part>(part: Promise<Part>): Promise<Part> {
  const fetched = await part;
  await loadStrings().catch(() => undefined);
  return fetched;
}

/** Draws the page in another language, once its strings are there. Rejects, and changes nothing, where they cannot be fetched. */
export async function speak(wanted: Language): Promise<void> {
  lastWanted = wanted;
  await loadStrings(wanted);
  // Another may have been wanted since.
  if (lastWanted === wanted) shownLanguage.setState({ language: wanted });
}

let lastWanted: Language = 'en';
