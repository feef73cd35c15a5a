using Psa.Records;
using Psa.Storage;

namespace Psa.TestKit;

/// <summary>What must hold for every kind of record is tested once and run for each.</summary>
internal abstract class RecordKind
{
    internal static IReadOnlyList<RecordKind> All { get; } = [.. RecordTypes.All.Select(static type => type.Accept(new Maker()))];

    internal abstract RecordType Type { get; }

    /// <summary>Gets the names of the queries that are declared for the records.</summary>
    internal abstract IEnumerable<string> Queries { get; }

    /// <summary>Gets the names of the unique indexes.</summary>
    internal abstract IEnumerable<string> UniqueIndexes { get; }

    /// <summary>Gets the names of the unique indexes that leave records out.</summary>
    internal abstract IEnumerable<string> PartialIndexes { get; }

    internal static RecordKind Named(string name) => All.Single(kind => kind.Type.Name == name);

    internal abstract bool IsKept(IPsaSession session);

    internal abstract Task SavedEqualsLoadedAsync(IPsaStore store, int seed);

    internal abstract Task EachPropertyChangesAloneAsync(IPsaStore store, int seed);

    internal abstract Task RecordsChangeInDifferentPropertiesAsync(IPsaStore store, int seed);

    internal abstract Task WhatWasLoadedMustBeTheRecordAsync(IPsaStore store);

    internal abstract Task OtherTenantsSeeNothingAsync(IPsaStore store);

    internal abstract Task VersionsDecideAsync(IPsaStore store);

    internal abstract Task FindSeesWhatIsStagedAndQueriesDoNotAsync(IPsaStore store);

    internal abstract Task MomentsAreCutAsync(IPsaStore store, int seed);

    internal abstract Task BadTextIsRefusedAsync(IPsaStore store, int seed);

    internal abstract Task BadDatesAreRefusedAsync(IPsaStore store);

    internal abstract Task AnswersAreRightAsync(IPsaStore store, string query, int seed);

    /// <summary>Gets a value indicating whether people read lists of the records.</summary>
    internal abstract bool IsListed { get; }

    internal abstract Task PagesAreRightAsync(IPsaStore store, int seed);

    /// <summary>Reads the first page of the list that a filter asks for, and one somewhere in it.</summary>
    internal abstract Task AskListAsync(IPsaSession session, object filter);

    /// <summary>Stores random records of a tenant.</summary>
    internal abstract Task FillAsync(IPsaStore store, TenantId tenant, int count);

    /// <summary>Counts all records of the session's tenant.</summary>
    internal abstract ValueTask<long> CountAsync(IPsaSession session);

    /// <summary>Asks a declared query that its index covers, so that somebody can look at how a database answers it, and tells whether the answer has the index's order.</summary>
    internal abstract Task<bool> AskAsync(IPsaSession session, string query);

    internal abstract Task KeysCanBeSwappedAsync(IPsaStore store, string index, int seed);

    internal abstract Task KeysCanBeLeftToAnotherAsync(IPsaStore store, string index, int seed);

    internal abstract Task DuplicatesAreRefusedAsync(IPsaStore store, string index, int seed);

    internal abstract Task OtherTextIsAnotherKeyAsync(IPsaStore store, string index);

    private sealed class Maker : IRecordTypeVisitor<RecordKind>
    {
        public RecordKind Visit<T>(RecordType<T> type)
            where T : class, IEntity<T> =>
            new RecordKind<T>(type);
    }
}
