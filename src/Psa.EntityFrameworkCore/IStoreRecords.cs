namespace Psa.EntityFrameworkCore;

/// <summary>What a commit needs of the session's records, whatever their kind.</summary>
internal interface IStoreRecords
{
    /// <summary>Gets the type of the records.</summary>
    Type Kind { get; }

    /// <summary>Gets whether anything is staged.</summary>
    bool HasStaged { get; }

    /// <summary>Calls a visitor with what is staged.</summary>
    ValueTask AcceptAsync(IStagedVisitor visitor);
}
