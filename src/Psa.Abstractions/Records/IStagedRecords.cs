namespace Psa.Records;

/// <summary>What a session must know of its repositories, whatever kind of record they hold.</summary>
internal interface IStagedRecords
{
    /// <summary>Gets the first contradiction in what was staged, such as one id added twice: the commit must throw it. <see langword="null"/> when there is none.</summary>
    ConcurrencyConflictException? Conflict { get; }

    /// <summary>Forgets what is staged: after a commit.</summary>
    void Clear();
}
