// One document in a process of its own: node cold.mjs ENGINE TEMPLATE RECORD TARGET
import { readFileSync } from "node:fs";

const [engine, template, record, target] = process.argv.slice(2);
const { prepare } = await import(`./peers/${engine}.mjs`);
await prepare(template)(JSON.parse(readFileSync(record, "utf8")), target);
