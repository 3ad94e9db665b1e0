namespace Microsoft.ML.Data;

/// <summary>Row mappers one after another.</summary>
internal static class ChainedMapper
{
    internal static IRowToRowMapper Create(DataViewSchema inputSchema, IReadOnlyList<IRowToRowMapper> mappers) => new Mapper(inputSchema, mappers);

    private sealed class Mapper(DataViewSchema inputSchema, IReadOnlyList<IRowToRowMapper> mappers) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => inputSchema;

        public DataViewSchema OutputSchema => mappers.Count == 0 ? inputSchema : mappers[^1].OutputSchema;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => Needed(dependingColumns)[0];

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            DataViewSchema.Column[][] needed = Needed(activeColumns);
            DataViewRow row = input;
            for (int i = 0; i < mappers.Count; i++)
                row = mappers[i].GetRow(row, needed[i + 1]);
            return row;
        }

        /// <summary>What is needed of the input of each mapper, and last of the output.</summary>
        private DataViewSchema.Column[][] Needed(IEnumerable<DataViewSchema.Column> columns)
        {
            var needed = new DataViewSchema.Column[mappers.Count + 1][];
            needed[^1] = columns.ToArray();
            for (int i = mappers.Count - 1; i >= 0; i--)
                needed[i] = mappers[i].GetDependencies(needed[i + 1]).ToArray();
            return needed;
        }
    }
}
