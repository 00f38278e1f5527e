/** A sound of one channel in 16 bit, as samples at so many a second. */
export type Sound = { readonly rate: number; readonly samples: Int16Array };

/** Reads a RIFF WAVE file with PCM, 16 bit, one channel, as espeak-ng writes it. Throws on anything else. */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 44 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw new Error('This is no WAV file.');
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    if (tag(at) === 'fmt ') {
      if (view.getUint16(at + 8, true) !== 1 || view.getUint16(at + 10, true) !== 1 || view.getUint16(at + 22, true) !== 16)
        throw new Error('This WAV file is not PCM of one channel in 16 bit.');
      rate = view.getUint32(at + 12, true);
    }
    if (tag(at) === 'data') {
      // A program that writes to a pipe does not know the size; then the rest of the file is the sound.
      const length = Math.min(size, bytes.length - at - 8) >> 1;
      return { rate, samples: Int16Array.from({ length }, (_, n) => view.getInt16(at + 8 + 2 * n, true)) };
    }
    at += 8 + size + (size & 1);
  }
  throw new Error('This WAV file has no sound in it.');
}

/** The sound at another rate: each new sample is the mean of what it stands for, which keeps out what a telephone cannot carry. */
export function resampled({ rate, samples }: Sound, to: number): Sound {
  const step = rate / to;
  const length = Math.floor(samples.length / step);
  const mean = (from: number, until: number): number => {
    let sum = 0;
    for (let n = from; n < until; n++) sum += samples[n] ?? 0;
    return Math.round(sum / (until - from));
  };
  return {
    rate: to,
    samples: Int16Array.from({ length }, (_, n) => {
      const from = Math.floor(n * step);
      return mean(from, Math.max(from + 1, Math.floor((n + 1) * step)));
    }),
  };
}

/** The sound `times` times, with `pauseMs` of silence before the first and after each. */
export function repeated({ rate, samples }: Sound, times: number, pauseMs: number): Sound {
  const pause = Math.round((rate * pauseMs) / 1000);
  const out = new Int16Array(pause + times * (samples.length + pause));
  for (let n = 0; n < times; n++) out.set(samples, pause + n * (samples.length + pause));
  return { rate, samples: out };
}

export function writeWav({ rate, samples }: Sound): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  tag(0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, n) => {
    view.setInt16(44 + 2 * n, sample, true);
  });
  return bytes;
}
