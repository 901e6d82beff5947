import type { Result } from '../../result.ts';
import type { ToolCall } from '../../vocabulary/tool_call.ts';
import { readDeclarations, type ToolDeclaration } from '../../vocabulary/tool_declaration.ts';
import { calculate } from './calculator/calculator.ts';
import { dateAndTime } from './date_and_time.ts';
import { builtInNames, type BuiltInName, type ToolSettings } from './tool_settings.ts';

interface BuiltIn {
  description: string;
  properties: Record<string, { type: string; description: string }>;
  required: string[];
  run: (given: Record<string, unknown>) => string;
}

const builtIn: Record<BuiltInName, BuiltIn> = {
  calculator: {
    description: 'Works out an arithmetic expression. Fractions and large numbers are exact.',
    properties: {
      expression: {
        type: 'string',
        description:
          'Such as (3 + 4) * 2^10 / 7. Operators: + - * / % ^. Functions: sqrt abs round floor ceil min max ln log10 exp sin cos tan (in radians). Constants: pi e.',
      },
    },
    required: ['expression'],
    run: ({ expression }) => calculate(String(expression)),
  },
  date_and_time: {
    description: "Tells the date, the weekday and the time now, in the user's time zone or in another one.",
    properties: { time_zone: { type: 'string', description: "Such as Asia/Tokyo. Without it, the user's own." } },
    required: [],
    run: ({ time_zone: zone }) => dateAndTime(new Date(), typeof zone === 'string' ? zone : undefined),
  },
};

/** Those that are switched on, and a person's own. Own ones that cannot be read are left out; the settings say so. */
export function declarationsOf({ builtIn: on, own }: ToolSettings): ToolDeclaration[] {
  const declared = readOwn(own);
  const switchedOn = builtInNames.filter((name) => on.includes(name));
  return [...switchedOn.map(declarationOf), ...(declared.ok ? declared.value : [])];
}

function declarationOf(name: BuiltInName): ToolDeclaration {
  const { description, properties, required } = builtIn[name];
  return { type: 'function', function: { name, description, parameters: { type: 'object', properties, required } } };
}

/** A person's own tools. None can have the name of a built-in one. */
export function readOwn(own: string): Result<ToolDeclaration[]> {
  const read = readDeclarations(own);
  const taken = read.ok && read.value.find((tool) => isBuiltIn(tool.function.name))?.function.name;
  return taken
    ? {
        ok: false,
        failure: { kind: 'bad-request', message: `${taken} is a built-in tool: give yours another name.` },
      }
    : read;
}

/** What a built-in tool answers; null where a person has to. */
export function answerOf({ name, arguments: given }: ToolCall, on: readonly BuiltInName[]): string | null {
  return isBuiltIn(name) && on.includes(name) ? builtIn[name].run(given) : null;
}

function isBuiltIn(name: string): name is BuiltInName {
  return builtInNames.some((each) => each === name);
}
