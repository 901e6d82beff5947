import { asNumber, finite, floor, isLess, Mistake, negated, plus, squareRoot, times, type Value } from './values.ts';

type Run = (given: readonly Value[]) => Value;

const ofOne = (run: (value: Value) => Value): Run => {
  return ([value, ...others]) => {
    if (value === undefined || others.length > 0) throw new Mistake('a function of one value was given several');
    return run(value);
  };
};
const floating = (run: (value: number) => number) => ofOne((value) => finite(run(asNumber(value))));
const ceil = (value: Value) => negated(floor(negated(value)));
const half: Value = { top: 1n, bottom: 2n };

/** To the nearest whole number, halves away from zero; with a second value, to as many decimals. */
function round([value, digits, ...others]: readonly Value[]): Value {
  const places = digits === undefined ? 0 : asNumber(digits);
  if (value === undefined || others.length > 0 || !Number.isInteger(places) || Math.abs(places) > 100) {
    throw new Mistake('round takes a value and a number of decimals');
  }
  const power = 10n ** BigInt(Math.abs(places));
  const [scale, back] = [
    { top: power, bottom: 1n },
    { top: 1n, bottom: power },
  ];
  const scaled = times(value, places < 0 ? back : scale);
  const whole = isLess(scaled, 0) ? ceil(plus(scaled, negated(half))) : floor(plus(scaled, half));
  return times(whole, places < 0 ? scale : back);
}

export const calculatorFunctions: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['sqrt', ofOne(squareRoot)],
  ['abs', ofOne((value) => (isLess(value, 0) ? negated(value) : value))],
  ['floor', ofOne(floor)],
  ['ceil', ofOne(ceil)],
  ['round', round],
  ['min', (given) => given.reduce((least, value) => (isLess(value, least) ? value : least))],
  ['max', (given) => given.reduce((most, value) => (isLess(most, value) ? value : most))],
  ['ln', floating(Math.log)],
  ['log', floating(Math.log10)],
  ['log10', floating(Math.log10)],
  ['log2', floating(Math.log2)],
  ['exp', floating(Math.exp)],
  ['sin', floating(Math.sin)],
  ['cos', floating(Math.cos)],
  ['tan', floating(Math.tan)],
]);
