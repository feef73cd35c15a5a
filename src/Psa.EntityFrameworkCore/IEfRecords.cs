namespace Psa.EntityFrameworkCore;

/// <summary>What a commit needs of the session's records, whatever their kind.</summary>
internal interface IEfRecords
{
    /// <summary>Gets whether anything is staged.</summary>
    bool HasStaged { get; }

    /// <summary>Throws when what is staged contradicts itself.</summary>
    void CheckStaged();

    /// <summary>Calls a visitor with what is staged.</summary>
    ValueTask AcceptAsync(IStagedVisitor visitor);

    /// <summary>Forgets what is staged.</summary>
    void Clear();
}
