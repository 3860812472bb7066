// Gives a person a file that was made in the page. Called from a click: the frame of an app may start downloads only then.

export function handOut(fileName: string, mimeType: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type: mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken hold of the content when the click returns.
  URL.revokeObjectURL(url);
}
