// docx-templates as it comes: each document's JavaScript in a sandbox.
import { readFileSync, writeFileSync } from "node:fs";
import { createReport } from "docx-templates";

export function prepare(template, options = {}) {
  const content = readFileSync(template);
  return async (record, target) => writeFileSync(target, await createReport({ template: content, data: record, ...options }));
}
