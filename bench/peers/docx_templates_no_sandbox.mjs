// docx-templates for templates that are trusted.
import { prepare as prepareAny } from "./docx_templates.mjs";

export const prepare = (template) => prepareAny(template, { noSandbox: true });
