package forum.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/// Loads the whole forum once more, with one class mutated, beside the healthy one.
///
/// Without assertions, because what has to catch a mutant is the oracle.
final class MutantLoader extends ClassLoader {
  private final Mutation mutation;
  private final AtomicInteger changed = new AtomicInteger();

  MutantLoader(Mutation mutation) {
    super(MutantLoader.class.getClassLoader());
    this.mutation = mutation;
    setDefaultAssertionStatus(false);
  }

  /// Runs a seed in the mutated forum; what comes out is the violation, or null when nothing was
  /// found wrong.
  LongFunction<String> trial() {
    try {
      Object trial = loadClass(Trial.class.getName()).getDeclaredConstructor().newInstance();
      @SuppressWarnings("unchecked") // it is what the class of this name is
      LongFunction<String> known = (LongFunction<String>) trial;
      return known;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the class was loaded and had what is to be changed.
  boolean isMutated() {
    return changed.get() > 0;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!name.startsWith("forum.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = bytes(name);
    byte[] loaded = name.equals(mutation.type()) ? mutated(bytes) : bytes;
    return defineClass(name, loaded, 0, loaded.length);
  }

  private byte[] bytes(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] mutated(byte[] bytes) {
    ClassFile classes = ClassFile.of();
    return classes.transformClass(
        classes.parse(bytes),
        ClassTransform.transformingMethodBodies(
            this::isMeant, mutation.change().counting(changed)));
  }

  private boolean isMeant(MethodModel method) {
    String meant = mutation.method();
    String found = method.methodName().stringValue() + method.methodType().stringValue();
    return found.startsWith(meant.contains("(") ? meant : meant + "(");
  }
}
