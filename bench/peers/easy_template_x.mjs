// easy-template-x with one handler for all documents. The template is read once.
import { readFileSync, writeFileSync } from "node:fs";
import { TemplateHandler } from "easy-template-x";

export function prepare(template) {
  const content = readFileSync(template);
  const handler = new TemplateHandler();
  return async (record, target) => writeFileSync(target, await handler.process(content, record));
}
