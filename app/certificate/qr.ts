import QRCode from "qrcode";

/** A QR code as squares: the runs of dark modules of each row, in modules. Level M: readable with 15 % of it lost. */
export function squaresOf(text: string): { size: number; runs: { x: number; y: number; length: number }[] } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const runs: { x: number; y: number; length: number }[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!modules.get(y, x)) continue;
      const from = x;
      while (x + 1 < size && modules.get(y, x + 1)) x++;
      runs.push({ x: from, y, length: x - from + 1 });
    }
  }
  return { size, runs };
}
