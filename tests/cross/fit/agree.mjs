// Writes tests/golden/recordings/fit_values.csv: what fit-file-parser reads in each file of the corpus, for the test that
// holds our own decoder to it; and checks the names and scales of src/sinew/recording against the decoder's tables.
//
//   npm ci && node agree.mjs ../../../../shared/cases/fit ../../golden/recordings/fit_values.csv
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { countsByNumber, numbers, parse } from "./decoded.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const inside = (file) => import(join(here, "node_modules/fit-file-parser/dist", file));
const { PROFILE_MESSAGES } = await inside("profile.js");
const lookups = await inside("profile-lookup-data.js");
const version = JSON.parse(readFileSync(join(here, "node_modules/fit-file-parser/package.json"))).version;

// Positions and serial numbers stay out of the tree; device_type and event data are words that depend on other fields. The
// other fields that our decoder names are compared.
const PLAIN = /^(u|s)int\d+z?(_array)?$|^float\d+$|^(local_)?date_time$/; // others are words or flags in the other decoder
const WITHHELD = /^device_type$|^data$|position|serial|lat$|long$|ant_|developer_id|application_id/;

function rowsOf(file, bytes, ours) {
  let seen;
  try {
    seen = parse(bytes, { includeRawMessages: true });
  } catch (error) {
    return [[file, "", "", "", "", `refused: ${error.message}`]];
  }
  const rows = [];
  for (const [number, count] of [...countsByNumber(seen)].sort((a, b) => a[0] - b[0]))
    rows.push([file, number, "", "", count, ""]);
  for (const [number, fields] of ours) {
    const profile = PROFILE_MESSAGES[number];
    const messages = seen.messages[profile.name] ?? [];
    for (const field of fields) {
      const said = profile[field];
      if (WITHHELD.test(said.field) || !PLAIN.test(said.type)) continue;
      const values = messages.flatMap((message) => numbers(message[said.field]));
      if (values.length) rows.push([file, number, field, said.field, values.length, values.reduce((a, b) => a + b, 0)]);
    }
  }
  return rows;
}

// --- names and scales -------------------------------------------------------------------------------------------------
function checkNames(sources) {
  const faults = [];
  const numberOf = Object.fromEntries(
    [...readFileSync(join(sources, "fit_profile.hpp"), "utf8").matchAll(/(k\w+) = (\d+)/g)].map((m) => [m[1], Number(m[2])]));
  const text = readFileSync(join(sources, "fit_profile.cpp"), "utf8");
  const ours = new Map();
  for (const row of text.matchAll(/\{fit::(k\w+),\s*(\d+),\s*"(\w+)"(?:,\s*(\d+),\s*(\d+))?/g)) {
    const [, key, number, name, scale = "1", offset = "0"] = row;
    const theirs = PROFILE_MESSAGES[numberOf[key]]?.[number];
    ours.set(numberOf[key], [...(ours.get(numberOf[key]) ?? []), Number(number)]);
    if (!theirs || theirs.field !== name) faults.push(`${key} ${number}: ours ${name}, theirs ${theirs?.field}`);
    else if (name !== "compressed_speed_distance" && (theirs.scale !== Number(scale) || theirs.offset !== -Number(offset)))
      faults.push(`${key} ${name}: ours /${scale} -${offset}, theirs /${theirs.scale} ${theirs.offset}`);
  }
  const tables = {
    kMessages: Object.fromEntries(Object.entries(PROFILE_MESSAGES).map(([n, m]) => [n, m.name])),
    kSports: lookups.FIT_PROFILE_SPORTS,
    kSubSports: lookups.FIT_PROFILE_SUB_SPORTS,
    kMakers: lookups.FIT_PROFILE_MANUFACTURERS,
    kGarminProducts: lookups.FIT_PROFILE_GARMIN_PRODUCTS,
  };
  const names = readFileSync(join(sources, "fit_names.cpp"), "utf8");
  let words = 0;
  for (const [table, theirs] of Object.entries(tables)) {
    const body = names.match(new RegExp(`${table} = std::to_array<FitName>\\(\\{([^;]*)\\}\\);`))[1];
    for (const [, number, name] of body.matchAll(/\{(\d+), "(\w+)"\}/g)) {
      words += 1;
      if (theirs[number] !== name) faults.push(`${table} ${number}: ours ${name}, theirs ${theirs[number]}`);
    }
  }
  return { faults, ours, words };
}

const [corpus, target] = process.argv.slice(2);
if (!corpus || !target) {
  console.error("usage: node agree.mjs FOLDER_OF_FIT_FILES TABLE.csv");
  process.exit(2);
}
const checked = checkNames(join(here, "../../../src/sinew/recording"));
for (const fault of checked.faults) console.error(fault);
const files = readdirSync(corpus).filter((file) => file.endsWith(".fit")).sort();
const rows = files.flatMap((file) => rowsOf(file, readFileSync(join(corpus, file)), checked.ours));
writeFileSync(target, [
  `# What fit-file-parser ${version} reads; written by tests/cross/fit/agree.mjs. Of a chained file it reads the first.`,
  "# A row without a field: how many messages. With a field: how many values, and their sum in the profile's unit.",
  "file,message,field,name,count,sum",
  ...rows.map((row) => row.join(",")),
].join("\n") + "\n");
console.log(`${files.length} files, ${rows.length} rows; ${[...checked.ours.values()].flat().length} fields and ${checked.words} names checked, ${checked.faults.length} faults`);
process.exit(checked.faults.length ? 1 : 0);
