// Runs a WebAssembly program under node's WASI: node run.js PROGRAM [ARGUMENT...]. Sees no files but
// those in the folder it is started in.
const fs = require("fs");
const { WASI } = require("wasi");

const wasi = new WASI({
  version: "preview1",
  args: process.argv.slice(2),
  preopens: { "/": process.cwd() },
  returnOnExit: true,
});
WebAssembly.instantiate(fs.readFileSync(process.argv[2]), {
  wasi_snapshot_preview1: wasi.wasiImport,
}).then(({ instance }) => {
  process.exitCode = wasi.start(instance);
});
