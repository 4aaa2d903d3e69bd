/*
 * In the bundle this stands for iconv-lite, half a megabyte that inquirer's `editor` prompt needs for one thing: reading back the file that an editor saved. Node
 * decodes the same names by itself.
 */
export default {
  encodingExists(encoding: string): boolean {
    try {
      return new TextDecoder(encoding) instanceof TextDecoder
    } catch {
      return false
    }
  },
  decode: (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes),
}
