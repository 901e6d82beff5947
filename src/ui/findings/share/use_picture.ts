import { useEffect, useState } from 'react';
import type { Finding } from '../../../findings/format/finding.ts';
import type { PictureLook } from '../../../findings/picture/draw_picture.ts';
import { makePicture } from '../../../findings/picture/make.ts';

export interface Picture {
  blob: Blob;
  /** Valid until another picture is drawn. */
  url: string;
}

/** The address of this page, without the view. */
export const pageAddress = (): string => window.location.origin + window.location.pathname;

/**
 * The picture of `finding`, drawn again whenever a choice changes. `shown` is the last picture drawn. `ready` is null until
 * that picture has the current choices: a saved picture must not hold what was just taken out.
 */
export function usePicture(
  finding: Finding,
  { shape, theme }: PictureLook,
): { shown: Picture | null; ready: Picture | null } {
  const [picture, setPicture] = useState<(Picture & { of: unknown[] }) | null>(null);
  useEffect(() => {
    let [current, url] = [true, ''];
    const draw = async () => {
      const blob = await makePicture(finding, { shape, theme }, pageAddress());
      if (!current) return;
      url = URL.createObjectURL(blob);
      setPicture({ blob, url, of: [finding, shape, theme] });
    };
    void draw();
    return () => {
      current = false;
      URL.revokeObjectURL(url);
    };
  }, [finding, shape, theme]);
  const wanted = [finding, shape, theme];
  return { shown: picture, ready: picture?.of.every((part, i) => part === wanted[i]) ? picture : null };
}
