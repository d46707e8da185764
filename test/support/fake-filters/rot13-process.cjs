#!/usr/bin/env node
// A long-running filter (gitattributes(5)) that cleans and smudges by exchanging letters.
let input = Buffer.alloc(0);
let body = [];
let greeted = 0;

const packet = (data) =>
  Buffer.concat([Buffer.from((data.length + 4).toString(16).padStart(4, '0')), Buffer.from(data)]);
const send = (...packets) => {
  for (const data of packets) process.stdout.write(data === null ? '0000' : packet(data));
};
const rot13 = (text) =>
  text.replace(/[a-z]/gi, (letter) => {
    const limit = letter <= 'Z' ? 90 : 122;
    const code = letter.charCodeAt(0) + 13;
    return String.fromCharCode(code > limit ? code - 26 : code);
  });

// Lists of packets that end with a flush: two of greeting, then a request and its content by turns.
function answer(list) {
  if (greeted === 0) send('git-filter-server\n', 'version=2\n', null);
  else if (greeted === 1) send('capability=clean\n', 'capability=smudge\n', null);
  else if (greeted % 2 === 1) {
    send('status=success\n', null);
    const content = Buffer.from(rot13(Buffer.concat(list).toString('latin1')), 'latin1');
    for (let at = 0; at < content.length; at += 65516) send(content.subarray(at, at + 65516));
    send(null, null);
  }
  greeted += 1;
}

process.stdin.on('data', (chunk) => {
  input = Buffer.concat([input, chunk]);
  for (let size; input.length >= 4; input = input.subarray(Math.max(size, 4))) {
    size = parseInt(input.toString('latin1', 0, 4), 16);
    if (input.length < size) return;
    if (size > 0) body.push(input.subarray(4, size));
    else answer(body.splice(0));
  }
});
