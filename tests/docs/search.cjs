// Runs the search of the built documentation without a browser: node search.cjs FOLDER QUERY prints the pages found.
const fs = require("fs"), vm = require("vm");
const [folder, query] = process.argv.slice(2);
globalThis.document = {
  readyState: "loading",
  addEventListener() {},
  getElementById() {},
  documentElement: { dataset: { content_root: "" } },
};
globalThis.window = globalThis;
globalThis.DOCUMENTATION_OPTIONS = {};
globalThis.SPHINX_HIGHLIGHT_ENABLED = false;
for (const name of ["documentation_options", "doctools", "language_data", "searchtools"]) {
  let text = fs.readFileSync(`${folder}/_static/${name}.js`, "utf8");
  if (name == "searchtools") text += "\nglobalThis.Search = Search;";
  vm.runInThisContext(text);
}
vm.runInThisContext(fs.readFileSync(`${folder}/searchindex.js`, "utf8"));
const parsed = Search._parseQuery(query);
const found = Search._performSearch(...parsed);
console.log(JSON.stringify(found.map((one) => one[0])));
