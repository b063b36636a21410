// The same for Node: node serve.mjs ENGINE TEMPLATE RECORDS reads lines "COUNT FOLDER", answers with lines of JSON.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

function memory() {
  const status = readFileSync("/proc/self/status", "utf8");
  const kilobytes = (name) => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]);
  return { now: kilobytes("VmRSS"), most: kilobytes("VmHWM") };
}

const [engine, template, recordsFile] = process.argv.slice(2);
const { prepare } = await import(`./peers/${engine}.mjs`);
const write = prepare(template);
const records = JSON.parse(readFileSync(recordsFile, "utf8"));
let at = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const [count, folder] = line.split(" ");
  const end = at + Number(count);
  const start = performance.now();
  const before = process.cpuUsage();
  for (; at < end; at++) await write(records[at % records.length], `${folder}/${at}.docx`);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, memory: memory() }));
}
