// One FIT file as the independent decoder reads it: how many messages of each number, and the numbers in them.
import FitParser from "fit-file-parser";

export const FIT_EPOCH_S = 631065600;

/// Parses or throws with the decoder's own words.
export function parse(bytes, options = {}) {
  let seen;
  new FitParser({ force: true, ...options }).parse(bytes, (error, result) => {
    if (error) throw new Error(String(error));
    seen = result;
  });
  return seen;
}

/// Every finite number in a decoded value; dates as seconds on the clock of FIT; words of enumerations are left out.
export function numbers(value) {
  if (Array.isArray(value)) return value.flatMap(numbers);
  if (value instanceof Date) return [value.getTime() / 1000 - FIT_EPOCH_S];
  return typeof value === "number" && Number.isFinite(value) ? [value] : [];
}

/// Message number -> how many.
export function countsByNumber(seen) {
  const counts = new Map();
  for (const message of seen.raw_messages)
    counts.set(message.global_message_number, (counts.get(message.global_message_number) ?? 0) + 1);
  return counts;
}
