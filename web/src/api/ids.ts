// Ids made on the device: UUID version 7 (RFC 9562). They sort by time and never repeat, also when the clock is set back.
let lastTime = 0;
let count = 0;

/** @param now milliseconds since 1970; @param random 10 random bytes (tests hand their own) */
export function newId(now: number = Date.now(), random: Uint8Array = crypto.getRandomValues(new Uint8Array(10))): string {
  // Within one page ids grow: a clock set back continues from the last time, with a counter in the 12 bits of rand_a.
  if (now > lastTime) {
    lastTime = now;
    count = (((random[0] ?? 0) << 8) | (random[1] ?? 0)) & 0x7ff;
  } else if (++count > 0xfff) {
    ++lastTime;
    count = 0;
  }
  const bytes = new Uint8Array(16);
  let time = lastTime;
  for (let i = 5; i >= 0; --i) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (count >> 8);
  bytes[7] = count & 0xff;
  bytes.set(random.subarray(2, 10), 8);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
