/// Lines of text: those of a thread's file, which are also what a reader of the thread receives,
/// and those of the lists of threads and users.
///
/// Every line stands for itself: it can be shown, searched and checked without the others.
/// docs/DISK.md describes the bytes.
@NullMarked
package forum.protocol.line;

import org.jspecify.annotations.NullMarked;
