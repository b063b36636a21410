// carbone's community edition; it reads the template itself.
import { writeFileSync } from "node:fs";
import { promisify } from "node:util";
import carbone from "carbone";

export function prepare(template) {
  const render = promisify(carbone.render);
  return async (record, target) => writeFileSync(target, await render(template, record));
}
