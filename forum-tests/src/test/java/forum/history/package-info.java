/// Whether what clients of real servers were told can be explained by one order of all they did.
@org.jspecify.annotations.NullMarked
package forum.history;
