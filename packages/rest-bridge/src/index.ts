export type { MultipartBody, RestMeta, RestMethod, RestOperation } from "./meta.ts";
export { mountRest, type MountOptions } from "./mount-rest.ts";
export { openApiDocument, type OpenApiOptions } from "./openapi.ts";
export {
  installProblems,
  problemHandlers,
  type ProblemHandlers,
  type ProblemOf,
  type ProblemOptions,
} from "./install-problems.ts";
export { sendProblem, type Problem, type ProblemError } from "./problem.ts";
export {
  defaultProblemOf,
  inputErrors,
  invalidInput,
  statusProblem,
  transportProblem,
  type TypeOf,
} from "./problem-of.ts";
