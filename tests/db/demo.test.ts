import { expect } from "vitest";
import { findRecordsOf } from "#tests/support/none.ts";
