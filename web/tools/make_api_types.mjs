// Writes src/api/schema.d.ts from the server's contract; --check only compares (a test).
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const contract = new URL('../../src/sinew/server/openapi.json', import.meta.url);
const place = new URL('../src/api/schema.d.ts', import.meta.url);
const head = '// Made by tools/make_api_types.mjs from src/sinew/server/openapi.json. Do not edit: npm run api\n';
const text = head + astToString(await openapiTS(JSON.parse(readFileSync(contract, 'utf8'))));
if (process.argv.includes('--check')) {
  if (readFileSync(place, 'utf8') !== text) {
    console.error('web/src/api/schema.d.ts is not what openapi.json says. In web/: npm run api');
    process.exit(1);
  }
  console.log('The types are current.');
} else writeFileSync(place, text);
