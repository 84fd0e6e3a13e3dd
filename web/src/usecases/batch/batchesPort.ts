import type {
  AddBatchPeople,
  AddedBatchPeople,
  Batch,
  BatchPeople,
  BatchPerson,
  BatchPersonState,
  BatchResultsFormat,
  ChangeBatchPerson,
  ChangeBatchState,
  CreateBatch,
  NextInBatch,
  NextOfBatch,
} from '#shared/api/index.ts';
import type { CallOptions } from '../ports.ts';

/** A file of the backend, to be saved. */
export interface SavedFile {
  readonly file: Blob;
  readonly fileName: string;
}

/** Letters with PINs, to be saved and printed; none of them can be had again once they were confirmed. */
export interface PrintedLetters extends SavedFile {
  readonly reservationIds: readonly string[];
  /** How many letters are not among them and could be printed. */
  readonly left: number;
}

/** The part of the backend that keeps batches, one method a route. Failures as in {@link BackendPort}. */
export interface BatchesPort {
  list(options?: CallOptions): Promise<Batch[]>;
  get(id: string, options?: CallOptions): Promise<Batch>;
  create(body: CreateBatch, options?: CallOptions): Promise<Batch>;
  addPeople(id: string, body: AddBatchPeople, options?: CallOptions): Promise<AddedBatchPeople>;
  changeState(id: string, body: ChangeBatchState, options?: CallOptions): Promise<Batch>;
  /** In list order, at most 200 after this position. */
  people(
    id: string,
    filter: {
      readonly after?: number;
      readonly state?: BatchPersonState;
      /** In the name or the user principal name. */
      readonly query?: string;
    },
    options?: CallOptions,
  ): Promise<BatchPeople>;
  /** @throws AppError `batch_not_running`, `batch_empty`, `key_used_in_batch`, `key_not_assigned`, `person_not_waiting`. */
  next(id: string, body: NextInBatch, options?: CallOptions): Promise<NextOfBatch>;
  changePerson(
    id: string,
    userId: string,
    body: ChangeBatchPerson,
    options?: CallOptions,
  ): Promise<BatchPerson>;
  retryFailed(id: string, options?: CallOptions): Promise<{ retried: number }>;
  /** At most 50 letters that were not printed yet. @throws AppError `not_found` where there is none. */
  printLetters(id: string, options?: CallOptions): Promise<PrintedLetters>;
  /** They were saved. */
  confirmLetters(
    id: string,
    reservationIds: readonly string[],
    options?: CallOptions,
  ): Promise<void>;
  results(id: string, format: BatchResultsFormat, options?: CallOptions): Promise<SavedFile>;
}
