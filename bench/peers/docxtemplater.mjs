// docxtemplater with PizZip; an instance renders once only. The template is read once.
import { readFileSync, writeFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

export function prepare(template) {
  const content = readFileSync(template, "binary");
  return (record, target) => {
    const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
    document.render(record);
    writeFileSync(target, document.toBuffer());
  };
}
