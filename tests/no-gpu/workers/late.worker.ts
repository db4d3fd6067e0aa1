/** Listens only after an await at the top level, as a script does that loads WebAssembly first. */
await new Promise((resolve) => setTimeout(resolve, 150));
addEventListener('message', ({ data, ports }) => {
  ports[0]?.postMessage(`port of ${data}`);
  postMessage(data);
});
export {};
