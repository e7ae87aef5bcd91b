// Times the independent decoder on FIT files: median over runs after a warm-up, as one JSON line a file.
//
//   node bench.mjs FILE... [--seconds 3]
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "./decoded.mjs";

const words = process.argv.slice(2);
const at = words.indexOf("--seconds");
const seconds = at < 0 ? 3 : Number(words.splice(at, 2)[1]);
for (const file of words) {
  const bytes = readFileSync(file);
  const once = () => {
    const begin = process.hrtime.bigint();
    const seen = parse(bytes);
    return [Number(process.hrtime.bigint() - begin) / 1e9, seen];
  };
  let seen;
  for (let i = 0; i < 5; i += 1) [, seen] = once(); // warm-up, until the engine has compiled it
  const times = [];
  for (let spent = 0; spent < seconds || times.length < 15; spent += times.at(-1)) times.push(once()[0]);
  times.sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  console.log(JSON.stringify({
    file: basename(file), bytes: bytes.length, runs: times.length,
    records: seen.records.length,
    heart_sum: seen.records.reduce((sum, record) => sum + (record.heart_rate ?? 0), 0),
    mb_per_s: Math.round(bytes.length / median / 1e4) / 100,
    mb_per_s_best: Math.round(bytes.length / times[0] / 1e4) / 100,
  }));
}
