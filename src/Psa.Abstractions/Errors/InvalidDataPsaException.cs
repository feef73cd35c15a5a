namespace Psa;

/// <summary>Text from outside (JSON, CSV, a command line) can't be read as what it should be.</summary>
/// <param name="code">The stable code.</param>
/// <param name="message">What is wrong, where, and what is expected.</param>
/// <param name="innerException">The reader's own complaint, or <see langword="null"/>.</param>
public sealed class InvalidDataPsaException(string code, string message, Exception? innerException = null)
    : PsaException(code, message, ValueList<Guid>.Empty, innerException);
