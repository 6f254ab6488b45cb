// Renders one template as often as it is asked to: reads "<times>\n" on standard input, answers "<times>\n".
// One process for the whole measurement, so that starting Node is not counted against the peer.
const fs = require("fs");
const readline = require("readline");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const template = fs.readFileSync(process.argv[2]);
const fields = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const output = process.argv[4];

function render() {
  const word = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
  word.render(fields);
  return word.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const times = Number(line);
  let content;
  for (let i = 0; i < times; i++) content = render();
  fs.writeFileSync(output, content);
  process.stdout.write(`${times}\n`);
});
