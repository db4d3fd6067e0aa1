/** Tries to reach the address it is given; answers what happened. */
addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
  postMessage(`refused by ${effectiveDirective}`),
);
addEventListener('message', ({ data }) => {
  fetch(data, { mode: 'no-cors' }).then(
    () => postMessage('reached'),
    () => undefined,
  );
});
export {};
