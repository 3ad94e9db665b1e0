// node score.js JOBS: runs each job's ONNX file once on its inputs and writes each output as 64-bit floats, row-major.
// JOBS is a JSON file: [{ model, inputs: [{ name, type, dims, file }], outputs: [{ name, file }] }]; input files hold raw values.
const fs = require('fs');
const { InferenceSession, Tensor } = require('onnxruntime-node');

const arrays = { float32: Float32Array, uint32: Uint32Array, bool: Uint8Array };

function read(input) {
  const bytes = fs.readFileSync(input.file);
  const values = new arrays[input.type](bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return new Tensor(input.type, values, input.dims);
}

async function run(job) {
  const session = await InferenceSession.create(job.model, { intraOpNumThreads: 1 });
  const results = await session.run(Object.fromEntries(job.inputs.map(input => [input.name, read(input)])));
  for (const output of job.outputs) {
    if (!(output.name in results)) throw new Error(`${job.model} has no output ${output.name}, but ${Object.keys(results)}.`);
    fs.writeFileSync(output.file, Float64Array.from(results[output.name].data, Number));
  }
}

async function main() {
  for (const job of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) await run(job);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
