package forum.simulation;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.concurrent.atomic.AtomicInteger;

/// One safety of the real code switched off: a change of a few instructions in one method of a
/// compiled class. So nothing in the sources has to know that it can be switched off.
///
/// @param name what is wrong with a server that has it
/// @param type the class
/// @param method the method: its name, with or without the beginning of its descriptor
/// @param change makes the mutant; counts in its argument what it has changed
record Mutation(String name, String type, String method, Change change) {
  /// A change of instructions.
  @FunctionalInterface
  interface Change {
    CodeTransform counting(AtomicInteger changed);
  }

  /// Whether an element is the one to change, and if so writes another.
  @FunctionalInterface
  private interface Replacement {
    boolean replaces(CodeBuilder out, CodeElement element);
  }

  private static Change each(Replacement replacement) {
    return changed ->
        (out, element) -> {
          if (replacement.replaces(out, element)) {
            changed.incrementAndGet();
          } else {
            out.with(element);
          }
        };
  }

  /// A method is not called; where it would have returned something, that is `result`.
  static Change withoutCall(String owner, String called, int result) {
    return each(
        (out, element) -> {
          boolean meant = element instanceof InvokeInstruction it && isCall(it, owner, called);
          if (meant) {
            dropArguments(out, (InvokeInstruction) element);
            push(out, ((InvokeInstruction) element).typeSymbol().returnType(), result);
          }
          return meant;
        });
  }

  private static boolean isCall(InvokeInstruction call, String owner, String called) {
    return call.owner().asInternalName().equals(internal(owner))
        && call.name().equalsString(called);
  }

  private static String internal(String type) {
    return type.replace('.', '/');
  }

  private static void dropArguments(CodeBuilder out, InvokeInstruction call) {
    for (ClassDesc type : call.typeSymbol().parameterList().reversed()) {
      drop(out, TypeKind.from(type));
    }
    if (call.opcode() != Opcode.INVOKESTATIC) {
      out.pop();
    }
  }

  private static void drop(CodeBuilder out, TypeKind kind) {
    if (kind.slotSize() == 2) {
      out.pop2();
    } else {
      out.pop();
    }
  }

  private static void push(CodeBuilder out, ClassDesc type, int value) {
    switch (TypeKind.from(type)) {
      case VOID -> {}
      case LONG -> out.loadConstant((long) value);
      case REFERENCE -> out.aconst_null();
      default -> out.loadConstant(value);
    }
  }

  /// Instead of an object of one class, one of another is made, from nothing.
  static Change making(String instead, String made) {
    ClassDesc other = ClassDesc.of(made);
    return each(
        (out, element) ->
            switch (element) {
              case NewObjectInstruction it
                  when it.className().asInternalName().equals(internal(instead)) -> {
                out.new_(other);
                yield true;
              }
              case InvokeInstruction it when isCall(it, instead, "<init>") -> {
                it.typeSymbol().parameterList().forEach(type -> drop(out, TypeKind.from(type)));
                out.invokespecial(other, "<init>", ConstantDescs.MTD_void);
                yield true;
              }
              default -> false;
            });
  }

  /// What would be kept to be run later is run at once.
  static Change runningWhatIsAddedTo(String collection) {
    return each(
        (out, element) -> {
          boolean meant = element instanceof InvokeInstruction it && isCall(it, collection, "add");
          if (meant) {
            out.invokeinterface(ClassDesc.of("java.lang.Runnable"), "run", ConstantDescs.MTD_void);
            out.pop().loadConstant(1);
          }
          return meant;
        });
  }

  /// The last argument of a call is one more than it should be.
  static Change oneMoreFor(String owner, String called) {
    return each(
        (out, element) -> {
          boolean meant = element instanceof InvokeInstruction it && isCall(it, owner, called);
          if (meant) {
            out.loadConstant(1).iadd().with(element);
          }
          return meant;
        });
  }

  /// Nothing is subtracted.
  static Change withoutSubtraction() {
    return each(
        (out, element) -> {
          boolean meant = element instanceof OperatorInstruction it && it.opcode() == Opcode.ISUB;
          if (meant) {
            out.pop();
          }
          return meant;
        });
  }

  /// A comparison of two numbers finds them equal, because the second is not computed.
  static Change takingForEqual(String owner, String computed) {
    return each(
        (out, element) -> {
          boolean meant = element instanceof InvokeInstruction it && isCall(it, owner, computed);
          if (meant) {
            dropArguments(out, (InvokeInstruction) element);
            out.dup();
          }
          return meant;
        });
  }

  /// Before it returns, the method calls another one of the same object.
  static Change callingAtTheEnd(String owner, String called) {
    return each(
        (out, element) -> {
          boolean meant = element instanceof ReturnInstruction;
          if (meant) {
            out.aload(0).invokevirtual(ClassDesc.of(owner), called, ConstantDescs.MTD_void);
            out.with(element);
          }
          return meant;
        });
  }

  @Override
  public String toString() {
    return name;
  }
}
