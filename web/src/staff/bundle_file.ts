// A bundle as somebody chooses it: unpacked, read and measured before it is sent. The server takes 8 MiB (kLargestBody in server/http_limits.hpp).
export const largestBody = 8 * 2 ** 20;
/** What a file may hold when it is laid out with spaces and lines, which are not sent. Beyond it nothing more is read. */
const largestFile = 4 * largestBody;
const besides = 4096; // code, name and the rest of the form travel with it

export type Chosen = { bundle: Record<string, unknown> } | { tooLarge: number; beyond: boolean } | { unreadable: true };

/** @param largest for tests */
export async function readBundle(file: Pick<File, 'name' | 'size' | 'stream'>, largest = largestBody, longest = largestFile): Promise<Chosen> {
  const packed = /\.gz$/i.test(file.name);
  if (!packed && file.size > longest) return { tooLarge: file.size, beyond: false };
  try {
    const plain: ReadableStream<BufferSource> = file.stream();
    const stream: ReadableStream<Uint8Array> = packed ? plain.pipeThrough(new DecompressionStream('gzip')) : (plain as ReadableStream<Uint8Array>);
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    let text = '';
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      if (length > longest) {
        void reader.cancel().catch(() => undefined);
        return { tooLarge: length, beyond: true };
      }
      text += decoder.decode(value, { stream: true });
    }
    const bundle: unknown = JSON.parse(text + decoder.decode());
    if (!bundle || typeof bundle !== 'object' || (bundle as { resourceType?: unknown }).resourceType !== 'Bundle') return { unreadable: true };
    const sent = new TextEncoder().encode(JSON.stringify(bundle)).length + besides;
    return sent > largest ? { tooLarge: sent, beyond: false } : { bundle: bundle as Record<string, unknown> };
  } catch {
    return { unreadable: true };
  }
}
