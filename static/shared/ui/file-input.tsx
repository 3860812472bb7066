// Where a person chooses a file. Atlaskit has nothing for it; the browser's own button is dressed as Atlaskit's are.

import styles from './file-input.module.css';

interface FileInputProps {
  readonly id: string;
  /** Endings or types, as the browser's `accept` takes them. */
  readonly accept: string;
  readonly isDisabled?: boolean;
  readonly onFile: (file: File | undefined) => void;
}

export function FileInput({ id, accept, isDisabled = false, onFile }: FileInputProps) {
  return (
    <input
      id={id}
      className={styles.file}
      type="file"
      accept={accept}
      disabled={isDisabled}
      onChange={({ currentTarget }) => onFile(currentTarget.files?.[0])}
    />
  );
}
