// A line between a node and its database that can be held at one commit, as a network that stands
// still holds it.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export class Line {
  #held;
  #atCommit;

  // `end`: the server's socket; `own`: where nodes find the line in its place.
  constructor(end, own) {
    this.sockets = new Set();
    this.server = createServer((node) => { this.#join(node, connect(end)); });
    this.own = own;
  }

  async listen() {
    this.server.listen(this.own);
    await once(this.server, 'listening');
    return this;
  }

  // Holds the next commit of a transaction in which the node has sent such a text, and says so.
  async commitAfter(text) {
    const reached = new Promise((done) => { this.#atCommit = { text, done }; });
    await reached;
  }

  // What was held goes on its way, if there still is one.
  release() {
    this.#held?.();
    this.#held = undefined;
  }

  close() {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  #join(node, server) {
    let hasSent = false;
    for (const [from, to] of [[node, server], [server, node]]) {
      this.sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => { this.sockets.delete(from); to.destroy(); });
    }
    server.pipe(node);
    node.on('data', (bytes) => {
      const words = bytes.toString('latin1');
      hasSent ||= this.#atCommit !== undefined && words.includes(this.#atCommit.text);
      if (!hasSent || !words.includes('commit')) { server.write(bytes); return; }
      const { done } = this.#atCommit;
      this.#atCommit = undefined;
      hasSent = false;
      this.#held = () => server.write(bytes);
      done();
    });
  }
}
