import { putFinding } from '../container/carry.ts';
import type { Finding } from '../format/finding.ts';
import { foundOn, kindOf } from '../kinds/kinds.ts';
import { permalink } from '../link/permalink.ts';
import { withoutText } from '../own_kernel/shared_text.ts';
import { specOf } from '../record.ts';
import { drawPicture, sizes, type PictureLook } from './draw_picture.ts';

/**
 * The picture of a finding as a PNG that carries it, drawn from the finding alone.
 *
 * @param page the address that the code leads to, without a hash
 */
export async function makePicture(finding: Finding, look: PictureLook, page: string): Promise<Blob> {
  const { width, height } = sizes[look.shape];
  const canvas = new OffscreenCanvas(width, height);
  drawPicture(canvas.getContext('2d')!, finding, look, permalink(withoutText(specOf(finding)), page));
  const drawn = await canvas.convertToBlob({ type: 'image/png' });
  const png = await putFinding(new Uint8Array(await drawn.arrayBuffer()), finding);
  return new Blob([png], { type: 'image/png' });
}

/** `plumbline_demo_qkv-L1-wrong_2026-11-24.png`: model, result and date, in letters that every file system takes. */
export function pictureName(finding: Finding): string {
  const parts = [
    'plumbline',
    foundOn(finding).model.name,
    kindOf(finding).fileName(finding),
    finding.made.date.slice(0, 10),
  ];
  const safe = parts.map((part) =>
    part
      .replaceAll(/[^\w.-]+/g, '-')
      .replaceAll(/^[-.]+|[-.]+$/g, '')
      .slice(0, 60),
  );
  return `${safe.filter(Boolean).join('_')}.png`;
}
