const { Cluster, MillraceError } = require("millrace");
const { createRing } = require("millrace/ring");

async function main() {
  const imported = await import("millrace");
  console.log("one class", imported.MillraceError === MillraceError);
  const cluster = await Cluster.start({ brokers: 1, arenaBytes: 64 * 1024 * 1024 });
  await cluster.admin.createTopics([{ topic: "common" }]);
  const { offset } = await cluster.producer().send({ topic: "common", value: "js" });
  console.log("offset", offset);
  await cluster.close();
  try {
    createRing({ capacity: 3 });
  } catch (error) {
    console.log(error instanceof MillraceError, error.code);
  }
}

main();
