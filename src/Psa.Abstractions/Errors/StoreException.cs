namespace Psa;

<<<<<<< HEAD
/// <summary>The store itself can't be used: locked by another process, not one of ours, of a newer version, without the kind of record that is asked for, or with a record that can't be read.</summary>
/// <param name="code">The stable code: <c>store.locked</c>, <c>store.not_ours</c>, <c>store.newer</c>, <c>store.unavailable</c>, <c>store.record_not_supported</c>, <c>store.unreadable</c>.</param>
=======
/// <summary>The store itself can't be used: locked by another process, damaged, without space, not one of ours, of a newer version, or without the kind of record that is asked for.</summary>
/// <param name="code">The stable code: <c>store.locked</c>, <c>store.full</c>, <c>store.malformed</c>, <c>store.not_ours</c>, <c>store.newer</c>, <c>store.unavailable</c>, <c>store.record_not_supported</c>.</param>
>>>>>>> dcddae6 (Judge a file by SQLite alone, say malformed and full by code, write through what is no file, refuse options that name one file)
/// <param name="message">What is wrong and what to do next.</param>
/// <param name="innerException">The database's own complaint, or <see langword="null"/>.</param>
/// <param name="ids">The ids of the records concerned.</param>
public sealed class StoreException(string code, string message, Exception? innerException = null, params ReadOnlySpan<Guid> ids)
    : PsaException(code, message, ValueList.Create(ids), innerException);
