/** `18.400,50` in German, `18,400.50` in English, also `43.4` with one dot and no comma; undefined when it is no number. */
export function readNumber(text: string, german: boolean): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f€]/g, '');
  const [thousands, comma] = german ? ['.', ','] : [',', '.'];
  const grouped = new RegExp(`^-?\\d{1,3}(\\${thousands}\\d{3})+(\\${comma}\\d+)?$`);
  const standard = grouped.test(plain) ? plain.replaceAll(thousands, '').replace(comma, '.') : plain.replace(comma, '.');
  return /^-?\d+(\.\d+)?$/.test(standard) ? Number(standard) : undefined;
}
