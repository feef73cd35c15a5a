namespace Psa;

/// <summary>The store itself can't be used: locked by another process, damaged, without space, not one of ours, of a newer version, without the kind of record that is asked for, or with a record that can't be read.</summary>
/// <param name="code">The stable code, one of <see cref="Storage.StoreErrors"/>: <c>store.locked</c>, <c>store.full</c>, <c>store.malformed</c>, <c>store.unreadable</c> and others.</param>
/// <param name="message">What is wrong and what to do next.</param>
/// <param name="innerException">The database's own complaint, or <see langword="null"/>.</param>
/// <param name="ids">The ids of the records concerned.</param>
public sealed class StoreException(string code, string message, Exception? innerException = null, params ReadOnlySpan<Guid> ids)
    : PsaException(code, message, ValueList.Create(ids), innerException);
