import { type ComponentProps, useEffect, useLayoutEffect, useRef } from 'react';

interface Props extends Omit<ComponentProps<'textarea'>, 'value' | 'onChange'> {
  value: string;
  onChange: (value: string) => void;
  /** On Enter without Shift, unless an input method is composing. */
  onEnter: () => void;
}

/** Safari ends a conversion before the Enter that confirms it, and marks that one by its code alone. */
function isComposing({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229;
}

/** A text area that takes the focus when it appears and is as tall as its text, up to a limit in CSS. */
export function TextBox({ value, onChange, onEnter, onKeyDown, ...rest }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const { style } = box.current!;
    style.height = 'auto';
    style.height = `${box.current!.scrollHeight}px`;
  });
  useEffect(() => box.current!.focus(), []);
  return (
    <textarea
      ref={box}
      rows={1}
      dir="auto"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
        event.preventDefault();
        onEnter();
      }}
      {...rest}
    />
  );
}
