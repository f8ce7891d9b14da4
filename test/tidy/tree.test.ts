import { describe, expect, test } from "vitest";
import { layerArrows, packageImports, streamsArrows } from "./rules/arrows.ts";
import { documentLinks, folderReadmes, layerTable } from "./rules/documents.ts";
import { kebabCaseNames, leftovers, registryHosts } from "./rules/names.ts";
import { noEnvironment, pureLayers } from "./rules/purity.ts";
import { fileSizes, functionSizes, MEDIAN_LINES_MAX, medianLines } from "./rules/sizes.ts";
import { repositoryFiles } from "./source-file.ts";

const files = repositoryFiles();

describe("the folders", () => {
  test("import lower layers or their own folder only", () => expect(layerArrows(files)).toEqual([]));
  test("of streams import what lies below them only", () => expect(streamsArrows(files)).toEqual([]));
  test("meet packages and node at the edge only", () => expect(packageImports(files)).toEqual([]));
  test("of the pure layers read no clock, no chance and await nothing", () => expect(pureLayers(files)).toEqual([]));
  test("read no environment variable", () => expect(noEnvironment(files)).toEqual([]));
  test("each have a layer and a README of at most 20 lines", () => expect(folderReadmes(files)).toEqual([]));
});

describe("the files", () => {
  test("have at most 600 lines, worker entry points 40", () => expect(fileSizes(files)).toEqual([]));
  test("of src have a median of about 120 lines", () => {
    const median = medianLines(files);
    console.info(`median of src: ${median} lines`);
    expect(median).toBeGreaterThan(0);
    expect(median).toBeLessThanOrEqual(MEDIAN_LINES_MAX);
  });
  test("hold functions of at most 70 lines", () => expect(functionSizes(files)).toEqual([]));
  test("have names in kebab-case", () => expect(kebabCaseNames(files)).toEqual([]));
  test("hold no note of unfinished work and no test that is left out", () => expect(leftovers(files)).toEqual([]));
  test("name no package registry", () => expect(registryHosts(files)).toEqual([]));
});

describe("the documents", () => {
  test("link to what is there", () => expect(documentLinks(files)).toEqual([]));
  test("show the table of layers that is checked", () => expect(layerTable(files)).toEqual([]));
});
